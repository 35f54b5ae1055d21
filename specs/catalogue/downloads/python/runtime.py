# This file stands at the end of every client that is made, as it is here.


_Parameter = tuple[str, str, str, bool, Any]
"""How a parameter is written, as OpenAPI's `in`, `style` and `explode` say, and its value; `multi-segment` keeps slashes."""


class _KeepRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is a result of its own."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def _send(
    client: Client,
    method: str,
    path: str,
    parameters: list[_Parameter],
    content_type: str | None = None,
    body: Any = None,
    follows: bool = True,
) -> Result[Any, Any]:
    query: list[tuple[str, str]] = []
    headers = dict(client.headers)
    if client.api_key is not None:
        headers["X-API-Key"] = client.api_key
    if client.token is not None:
        headers["Authorization"] = f"Bearer {client.token}"
    for name, place, style, explode, value in parameters:
        if place == "path":
            safe = "/" if style == "multi-segment" else ""
            text = ",".join(urllib.parse.quote(one, safe=safe) for one in _list(value))
            path = path.replace("{" + name + "}", text)
        elif value is None:
            # A call that is repeated with the same key is done once; whoever repeats it gives the key.
            if name.lower() == "idempotency-key":
                headers[name] = str(uuid.uuid4())
        elif place == "query":
            query.extend(_query_pairs(name, value, style, explode))
        else:
            headers[name] = ",".join(_list(value))
    url = client.base_url + path
    if query:
        url += "?" + urllib.parse.urlencode(query)
    data = None
    if body is not None:
        headers["Content-Type"] = content_type or "application/octet-stream"
        data = _body_of(headers["Content-Type"], body)
    request = urllib.request.Request(url, data=data, headers=headers, method=method)
    opener = urllib.request.build_opener(*([] if follows else [_KeepRedirect()]))
    try:
        response: Any = opener.open(request, timeout=client.timeout)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return Result(response.status, _data_of(response), response.headers)


def _data_of(response: Any) -> Any:
    content = response.read()
    kind = response.headers.get_content_type()
    if content == b"":
        return None
    if kind.endswith(("/json", "+json")):
        return json.loads(content)
    if kind.startswith("text/") or kind.endswith(("/xml", "+xml", "/yaml")):
        return content.decode(response.headers.get_content_charset("utf-8"))
    return content


def _body_of(content_type: str, body: Any) -> bytes:
    if content_type.endswith(("/json", "+json")):
        return json.dumps(body, ensure_ascii=False).encode()
    if content_type == "application/x-www-form-urlencoded":
        return urllib.parse.urlencode({name: _text(value) for name, value in body.items()}).encode()
    return body.encode() if isinstance(body, str) else bytes(body)


def _query_pairs(name: str, value: Any, style: str, explode: bool) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        members = [(str(key), _text(one)) for key, one in value.items()]
        if style == "deepObject":
            return [(f"{name}[{key}]", text) for key, text in members]
        return members if explode else [(name, ",".join(text for pair in members for text in pair))]
    if explode:
        return [(name, text) for text in _list(value)]
    separator = {"pipeDelimited": "|", "spaceDelimited": " "}.get(style, ",")
    return [(name, separator.join(_list(value)))]


def _list(value: Any) -> list[str]:
    return [_text(one) for one in value] if isinstance(value, (list, tuple)) else [_text(value)]


def _text(value: Any) -> str:
    """As JSON writes it, without quotes: `True` is `true`."""
    return value if isinstance(value, str) else json.dumps(value)
