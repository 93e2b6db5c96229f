// Writes rest-days.json from the npm package chinese-days (MIT): see docs/adr/0004-calendar.md.
//   npm install --prefix /tmp/days chinese-days && node rest-days.mjs /tmp/days/node_modules/chinese-days > rest-days.json
import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const read = (file) => JSON.parse(readFileSync(join(folder, file), "utf8"));
const { name, version, license } = read("package.json");
const { holidays, workdays } = read("dist/chinese-days.json");

const holidayNames = {
  "New Year's Day": "NewYear",
  "Spring Festival": "SpringFestival",
  "Tomb-sweeping Day": "Qingming",
  "Labour Day": "LabourDay",
  "Dragon Boat Festival": "DragonBoat",
  "Mid-autumn Festival": "MidAutumn",
  "National Day": "NationalDay",
  "Anti-Fascist 70th Day": "VictoryDay",
};

const years = {};
const add = (days, list) => {
  for (const [day, text] of Object.entries(days).sort()) {
    const holiday = holidayNames[text.split(",")[0]];
    if (!holiday) throw new Error(`${day}: no name for "${text}"`);
    const year = (years[day.slice(0, 4)] ??= { rest: {}, makeUp: {} });
    (year[list][holiday] ??= []).push(day.slice(5));
  }
};
add(holidays, "rest");
add(workdays, "makeUp");

const lines = Object.keys(years).sort().map((year) => {
  const list = (days) => Object.entries(days).map(([holiday, on]) => `      ${JSON.stringify(holiday)}: ${JSON.stringify(on)}`).join(",\n");
  return `    "${year}": {\n     "rest": {\n${list(years[year].rest)}\n     },\n     "makeUp": {\n${list(years[year].makeUp)}\n     }\n    }`;
});
console.log(`{
  "source": "npm ${name}",
  "version": "${version}",
  "licence": "${license}, see LICENSE-chinese-days.txt",
  "years": {
${lines.join(",\n")}
  }
}`);
