/** For a message about an unknown name: another letter case, _ for -, or cut off, as in a plain-JavaScript program. */
export function didYouMean(name: string, known: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, "");
  const given = plain(name);
  const isAlike = (candidate: string) => candidate.startsWith(given) || given.startsWith(candidate);
  const alike =
    known.find((candidate) => plain(candidate) === given) ??
    (given.length < 4 ? undefined : known.find((candidate) => isAlike(plain(candidate))));
  return alike ? `; did you mean ${alike}?` : "";
}
