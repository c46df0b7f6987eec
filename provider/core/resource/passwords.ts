/** Has the text at least three of upper case, lower case, digits and others? */
export const mixesCharacters = (text: string): boolean =>
  [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter((characters) => characters.test(text)).length >= 3;
