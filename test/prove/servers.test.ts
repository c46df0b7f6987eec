import { mangledFrom, manglings } from "./mangled";
import { prove } from "./proof";

prove(
  "mangled answers from then on",
  manglings.map((each) => mangledFrom(each, true)),
  797,
  { everyOfWhole: 5 },
);
