import { Children, isValidElement, type ReactElement, type ReactNode, useLayoutEffect, useState } from 'react';

/**
 * What `react-helmet-async` does in browsers, in a tenth of its size, for what Docusaurus and this portal put in a head: one
 * title, `meta` and `link`, and attributes of `html`. The build writes the first head with that package; here it changes with the page.
 */

interface Part {
  children: ReactNode;
}

type HeadElement = ReactElement<Record<string, unknown>, string>;

/** In the order in which they came to be, so that what a page says takes the place of what the site says. */
const parts: Part[] = [];
let isScheduled = false;

export function HelmetProvider({ children }: Part): ReactNode {
  return children;
}

export function Helmet({ children }: Part): ReactNode {
  const [part] = useState<Part>(() => ({ children }));
  useLayoutEffect(() => {
    parts.push(part);
    return () => {
      parts.splice(parts.indexOf(part), 1);
      schedule();
    };
  }, [part]);
  useLayoutEffect(() => {
    part.children = children;
    schedule();
  }, [part, children]);
  return null;
}

/** Once for all parts that change with a page. */
function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  queueMicrotask(() => {
    isScheduled = false;
    update();
  });
}

function update(): void {
  const wanted = new Map<string, Element>();
  for (const { type, props } of parts.flatMap(({ children }) => Children.toArray(children)).filter(isHeadElement)) {
    if (type === 'title') {
      const title = String(props.children);
      if (document.title !== title) document.title = title;
    } else if (type === 'html') setAttributes(document.documentElement, props);
    else if (type === 'meta' || type === 'link') wanted.set(keyOf(props), elementOf(type, props));
  }
  const there = [...document.head.querySelectorAll('meta[data-rh], link[data-rh]')];
  const elements = [...wanted.values()];
  for (const old of there) if (!elements.some((element) => element.isEqualNode(old))) old.remove();
  for (const element of elements) if (!there.some((old) => old.isEqualNode(element))) document.head.append(element);
}

function isHeadElement(child: ReactNode): child is HeadElement {
  return isValidElement(child) && typeof child.type === 'string';
}

/** What a head has once: a description, a canonical address; other links by all they say. */
function keyOf({ name, property, rel, ...rest }: Record<string, unknown>): string {
  return String(name ?? property ?? (rel === 'canonical' ? rel : JSON.stringify([rel, rest])));
}

function elementOf(type: string, props: Record<string, unknown>): Element {
  const element = document.createElement(type);
  element.setAttribute('data-rh', 'true');
  setAttributes(element, props);
  return element;
}

function setAttributes(element: Element, props: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(props)) element.setAttribute(name, String(value));
}
