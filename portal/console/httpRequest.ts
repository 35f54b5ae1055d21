/** A request as it goes over the wire: what the console sends and what the code samples show. */
export interface HttpRequest {
  /** Upper case, such as `POST`. */
  method: string;
  /** Absolute, or beginning with `/` for this origin. */
  url: string;
  /** In the order they are shown. */
  headers: HttpHeader[];
  body: string | null;
}

export interface HttpHeader {
  name: string;
  value: string;
}
