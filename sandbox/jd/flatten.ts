import { decodePairs } from "./sign";

interface Node {
  text?: string;
  readonly children: Map<string, Node>;
}

/** `filters.1.name=a&filters.1.values.1=b` as the object that a body would hold: `{filters: [{name: "a", values: ["b"]}]}`. [doc] */
export function unflatten(query: string): Record<string, unknown> {
  const root: Node = { children: new Map() };
  for (const [name, value] of decodePairs(query)) {
    let node = root;
    for (const part of name.split(".")) {
      let next = node.children.get(part);
      if (next === undefined) {
        next = { children: new Map() };
        node.children.set(part, next);
      }
      node = next;
    }
    node.text = value;
  }
  return objectOf(root);
}

function readNode(node: Node): unknown {
  if (node.children.size === 0) return node.text;
  const names = [...node.children.keys()];
  if (!names.every((name) => /^\d+$/.test(name))) return objectOf(node);
  // Numbers count from 1; gaps close. [guess] the gaps
  return names.sort((a, b) => Number(a) - Number(b)).map((name) => readNode(node.children.get(name) as Node));
}

function objectOf(node: Node): Record<string, unknown> {
  return Object.fromEntries([...node.children].map(([name, child]) => [name, readNode(child)]));
}
