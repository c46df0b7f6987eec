import { createHash } from "node:crypto";

/** Region → letters of its zones. Regions [sdk]; the zones that seed 003's samples name are among them, the rest [guess]. */
const letters: Readonly<Record<string, string>> = {
  "cn-north-4": "a b c g",
  "cn-north-1": "a b c",
  "cn-north-2": "a b",
  "cn-north-9": "a b",
  "cn-north-12": "a b",
  "cn-east-2": "a b c",
  "cn-east-3": "a b c",
  "cn-east-4": "a b c",
  "cn-east-5": "a b",
  "cn-south-1": "a b c e f",
  "cn-south-2": "a b",
  "cn-southwest-2": "a b c d",
  "ap-southeast-1": "a b c",
  "ap-southeast-2": "a b c",
  "ap-southeast-3": "a b c e",
  "ap-southeast-4": "a b c",
  "ap-southeast-5": "a b",
  "af-south-1": "a b c",
  "ru-northwest-2": "a b c",
  "ru-moscow-1": "a b c",
  "sa-brazil-1": "a b",
  "la-north-2": "a b",
  "la-south-2": "a b",
  "na-mexico-1": "a b",
  "ae-ad-1": "a b",
  "tr-west-1": "a b c",
  "eu-west-0": "a b c",
  "eu-west-101": "a b",
  "me-east-1": "a b c",
  "my-kualalumpur-1": "a b",
};

export const homeRegion = "cn-north-4";

/** Zones in which nothing is left: resource_availability "false". [guess] which */
const soldOutZones = new Set(["cn-north-4g", "cn-south-1f"]);

/** The old generation of the API answers errors in the older form there. [guess] which region; the form is [doc] */
export const oldGeneration = "eu-west-0";

export const regionIds: readonly string[] = Object.keys(letters);

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

export interface Zone {
  readonly code: string;
  /** What the AZ move wants, and what `available_zones` shows. */
  readonly id: string;
  readonly name: string;
  readonly isAvailable: boolean;
}

export function zonesOf(region: string): Zone[] {
  return (letters[region] ?? "").split(" ").map((letter, index) => {
    const code = `${region}${letter}`;
    return { code, id: hash(`zone ${code}`), name: `AZ${index + 1}`, isAvailable: !soldOutZones.has(code) };
  });
}

export function findZone(region: string, codeOrId: string): Zone | undefined {
  return zonesOf(region).find(({ code, id }) => code === codeOrId || id === codeOrId);
}

/** An account has one project a region, whose id never changes. [doc] */
export function projectOf(account: string, region: string): string {
  return hash(`project ${account} ${region}`);
}

/** The region of one of the account's projects; undefined for a project that it does not have. */
export function regionOfProject(account: string, project: string): string | undefined {
  return regionIds.find((region) => projectOf(account, region) === project);
}

/** 32 hexadecimal digits, as all the vendor's ids of accounts and users. */
export function domainOf(account: string): string {
  return hash(`domain ${account}`);
}
