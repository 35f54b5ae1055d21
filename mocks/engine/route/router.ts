import { compileSegment, type Segment } from './segment.ts';

/** An operation as the router sees it: `/consents/{consentId}` with what belongs to each method. */
export interface Route<T> {
  /** Target by method, in lower case. */
  methods: Map<string, { target: T; parameters: string[] }>;
}

export interface RouteMatch<T> {
  route: Route<T>;
  /** Values of the path parameters, in the order in which they stand in the path. */
  values: string[];
}

interface Node<T> {
  literals: Map<string, Node<T>>;
  /** The more literal text a segment holds, the earlier it is tried. */
  templates: { segment: Segment; node: Node<T> }[];
  route: Route<T> | null;
  /** Of paths that end in a parameter of several segments: what everything below leads to that nothing else takes. */
  rest: Route<T> | null;
}

/**
 * Finds the operation of a path in a time that depends on the path only, not on how many operations there are. A literal
 * segment goes before a template, as OpenAPI asks; templates that differ in parameter names only share a route.
 */
export class Router<T> {
  readonly #root: Node<T> = emptyNode();

  /**
   * The first to claim a method of a path has it.
   * @param rest name of a parameter that takes all segments from its place on, where it is the last one
   */
  add(method: string, template: string, target: T, rest: string | null = null): void {
    let node = this.#root;
    const parameters: string[] = [];
    for (const text of splitTemplate(template)) {
      if (rest !== null && text === `{${rest}}`) {
        node.rest ??= { methods: new Map() };
        claim(node.rest, method, { target, parameters: [...parameters, rest] });
        return;
      }
      const segment = compileSegment(text);
      parameters.push(...segment.parameters);
      node =
        segment.parameters.length === 0 ? literalChild(node, segment.literals[0] ?? '') : templateChild(node, segment);
    }
    node.route ??= { methods: new Map() };
    claim(node.route, method, { target, parameters });
  }

  /**
   * The first route of a path that takes one of the methods; where none does, the first, so that it can be said what it takes.
   * @param segments decoded segments of the request path
   * @param wanted methods in lower case
   */
  match(segments: string[], wanted: string[]): RouteMatch<T> | null {
    return (
      this.#first(segments, ({ methods }) => wanted.some((method) => methods.has(method))) ??
      this.#first(segments, () => true)
    );
  }

  #first(segments: string[], isWanted: (route: Route<T>) => boolean): RouteMatch<T> | null {
    const values: string[] = [];
    const route = find(this.#root, segments, 0, { values, isWanted });
    return route === null ? null : { route, values };
  }
}

interface Search<T> {
  /** Values of the parameters on the way to where the search is. */
  values: string[];
  isWanted(route: Route<T>): boolean;
}

// A node of the tree stands at one depth and is reached in one way, so it is visited at most once in a search.
function find<T>(node: Node<T>, segments: string[], depth: number, search: Search<T>): Route<T> | null {
  const segment = segments[depth];
  if (segment === undefined) return node.route !== null && search.isWanted(node.route) ? node.route : null;
  const { values } = search;
  const literal = node.literals.get(segment);
  if (literal !== undefined) {
    const route = find(literal, segments, depth + 1, search);
    if (route !== null) return route;
  }
  for (const template of node.templates) {
    const found = template.segment.match(segment);
    if (found === null) continue;
    const before = values.length;
    values.push(...found);
    const route = find(template.node, segments, depth + 1, search);
    if (route !== null) return route;
    values.length = before;
  }
  if (node.rest === null || !search.isWanted(node.rest)) return null;
  values.push(segments.slice(depth).join('/'));
  return node.rest;
}

function claim<T>(route: Route<T>, method: string, declared: { target: T; parameters: string[] }): void {
  if (!route.methods.has(method)) route.methods.set(method, declared);
}

function emptyNode<T>(): Node<T> {
  return { literals: new Map(), templates: [], route: null, rest: null };
}

function literalChild<T>(node: Node<T>, text: string): Node<T> {
  const child = node.literals.get(text) ?? emptyNode<T>();
  node.literals.set(text, child);
  return child;
}

function templateChild<T>(node: Node<T>, segment: Segment): Node<T> {
  const known = node.templates.find((template) => template.segment.shape === segment.shape);
  if (known !== undefined) return known.node;
  const child = emptyNode<T>();
  node.templates.push({ segment, node: child });
  node.templates.sort((a, b) => b.segment.weight - a.segment.weight);
  return child;
}

/** Segments of a path template; what some specs wrongly put behind `?` or `#` is no part of the path. */
export function splitTemplate(template: string): string[] {
  const path = template.replace(/[?#].*$/s, '');
  return (path.startsWith('/') ? path.slice(1) : path).split('/');
}
