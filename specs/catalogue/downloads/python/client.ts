import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation, Parameter, Response, Service } from '../../model.ts';
import { KEY_HEADER } from '../../security.ts';
import { statusesOf } from '../result-statuses.ts';
import { wireStyle } from '../wire-style.ts';
import { snakeCase, unused } from './python-names.ts';
import { comment, docstring, indent, PythonTypes } from './python-types.ts';

const RUNTIME = readFileSync(join(import.meta.dirname, 'runtime.py'), 'utf8').replace(/^#.*\n+/, '');

/** Names that the client itself has. */
const TAKEN = [
  'Any',
  'Client',
  'Generic',
  'Literal',
  'Message',
  'NotRequired',
  'Result',
  'TypeAlias',
  'TypedDict',
  'TypeVar',
  'dataclass',
];

/** Names of what a client has besides its operations, and of what stands in them. */
const ATTRIBUTES = ['api_key', 'token', 'base_url', 'headers', 'timeout'];

/** Where the Python client of a service is. */
export function pythonClientPath({ url }: Pick<Service, 'url'>): string {
  return `${url}client.py`;
}

/**
 * A client of a service for Python 3.11 and later, in one file that needs the standard library only: a method for each
 * operation, whose results are told apart by their status.
 */
export function pythonClient(service: Service, publicUrl: string): string {
  const types = new PythonTypes(service.schemas, TAKEN);
  const used = new Set(ATTRIBUTES);
  const methods = service.operations.map((operation) =>
    methodOf(operation, unused(snakeCase(operation.id), used), types),
  );
  const baseUrl = JSON.stringify(publicUrl + service.basePath);
  return `${[
    `${comment(oneLine(`Client of ${service.title} ${service.release}, made from ${publicUrl}${service.url}openapi.yaml`))}${HEAD}`,
    ...types.declarations(),
    RESULT,
    `class Client:
    """A client with the key of your team: \`Client(api_key="dpi_…")\`."""

    def __init__(
        self,
        api_key: str | None = None,
        token: str | None = None,
        base_url: str = ${baseUrl},
        headers: dict[str, str] | None = None,
        timeout: float = 10.0,
    ) -> None:
        """
        api_key: key of your team for the sandbox.
        token: bearer token, for services that ask for one.
        base_url: where the service is.
        headers: of every request, such as \`Accept-Language\`.
        timeout: seconds to wait for a response.
        """
        self.api_key = api_key
        self.token = token
        self.base_url = base_url
        self.headers = headers or {}
        self.timeout = timeout

${indent(methods.join('\n\n'))}`,
    RUNTIME.trim(),
  ].join('\n\n\n')}\n`;
}

const HEAD = `from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass
from email.message import Message
from typing import Any, Generic, Literal, NotRequired, TypeAlias, TypedDict, TypeVar`;

const RESULT = `_Status = TypeVar("_Status")
_Data = TypeVar("_Data")


@dataclass(frozen=True)
class Result(Generic[_Status, _Data]):
    """A response. Its status tells what its data is. Errors of the service are not raised; those of the network are."""

    status: _Status
    data: _Data
    headers: Message`;

interface Argument {
  name: string;
  type: string;
  isNeeded: boolean;
  text: string | undefined;
}

function methodOf(operation: Operation, name: string, types: PythonTypes): string {
  const { method, path, parameters, requestBody, responses } = operation;
  const used = new Set<string>();
  const [content] = requestBody?.contents ?? [];
  const written = parameters.filter(
    ({ name: header, in: place }) => place !== 'cookie' && header.toLowerCase() !== KEY_HEADER.toLowerCase(),
  );
  const given = written.map((parameter) => {
    const argument = unused(snakeCase(parameter.name), used);
    const type = types.of(parameter.schema, `${operation.id} ${parameter.name}`);
    return {
      parameter,
      argument: { name: argument, type, isNeeded: isNeeded(parameter), text: parameter.description },
    };
  });
  const body = unused('body', used);
  const all: Argument[] = given.map(({ argument }) => argument);
  if (content !== undefined) {
    const type = types.of(content.schema ?? true, `${operation.id} Body`);
    all.push({ name: body, type, isNeeded: requestBody?.required ?? false, text: undefined });
  }
  // Those that may be left out come last.
  const sorted = [...all.filter((one) => one.isNeeded), ...all.filter((one) => !one.isNeeded)];
  const signature = sorted.map(({ name: argument, type, isNeeded: isIt }) =>
    isIt ? `${argument}: ${type}` : `${argument}: ${optional(type)} = None`,
  );
  const results = responses.map((response) => resultType(response, responses, types, operation.id));
  const about = [
    operation.summary,
    operation.deprecated ? 'Deprecated.' : '',
    ...sorted.flatMap(({ name: argument, text }) => (text ? [`${argument}: ${oneLine(text)}`] : [])),
  ].filter(Boolean);
  const triples = given.map(({ parameter, argument }) => {
    const { name: key, in: place, explode } = parameter;
    return `(${JSON.stringify(key)}, "${place}", ${JSON.stringify(wireStyle(parameter))}, ${explode ? 'True' : 'False'}, ${argument.name}),`;
  });
  const sent = [
    'self,',
    `${JSON.stringify(method.toUpperCase())},`,
    `${JSON.stringify(path)},`,
    triples.length === 0 ? '[],' : `[\n${indent(triples.join('\n'))}\n],`,
    ...(content === undefined ? [] : [`${JSON.stringify(content.contentType)},`, `${body},`]),
    ...(responses.some(({ status }) => status.startsWith('3')) ? ['follows=False,'] : []),
  ];
  return `def ${name}(
    self,${signature.length === 0 ? '' : `\n    *,\n${indent(signature.map((one) => `${one},`).join('\n'))}`}
) -> (
${indent(results.map((type, index) => (index === 0 ? type : `| ${type}`)).join('\n'))}
):
${indent(docstring(about.join('\n')))}
    return _send(
${indent(indent(sent.join('\n')))}
    )`;
}

function optional(type: string): string {
  return type === 'Any' ? type : `${type} | None`;
}

/** An Idempotency-Key that is not given is made. */
function isNeeded({ name, required }: Parameter): boolean {
  return required && name.toLowerCase() !== 'idempotency-key';
}

function resultType({ status, contents }: Response, all: Response[], types: PythonTypes, id: string): string {
  const [content] = contents;
  const data =
    content === undefined
      ? 'None'
      : /[/+]json\b/.test(content.contentType)
        ? types.of(content.schema ?? true, `${id} ${status}`)
        : /^text\/|[/+](xml|yaml)\b/.test(content.contentType)
          ? 'str'
          : 'bytes';
  return `Result[${statusType(status, all)}, ${data}]`;
}

/** A status, or all that begin with a digit. Those of `default` are none that the others name. */
function statusType(status: string, all: Response[]): string {
  const codes = statusesOf(status, all);
  return codes.length === 0 ? 'int' : `Literal[${codes.join(', ')}]`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
