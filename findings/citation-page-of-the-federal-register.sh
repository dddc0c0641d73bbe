#!/usr/bin/env bash
# citation 0.9.0 (npm), the extractor of the @unitedstates project: a page of the Federal Register.
#
# The final rule on T visas is 89 FR 34864, as the Register itself is cited. Asked for every kind of citation,
# as it is unless told otherwise, the library finds page 3486 of a court reporter called "FR": that pattern takes
# any word for a reporter and four digits at most, and is tried before the Register's own, whose comment has
# "69 FR 22135" as its example. The Register has ten thousand pages by spring. Asked for "fedreg", it finds the
# page. With the comma of law reviews, "89 Fed. Reg. 34,864", it is page 34 either way. No error: pages 34 and
# 3486 exist, of other documents. The laws and the section of the same text are read rightly.
# https://github.com/unitedstates/citation/issues/125 asks for the Register; of its pages it says nothing.
#
# Ours: nothing is read out of citations; the text of a source stands beside its link.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm install --silent --no-fund --no-audit citation@0.9.0 > npm.log 2>&1 || { cat npm.log; exit 1; }
cat > cite.js <<'JS'
const { find } = require("citation");

for (const [text, options] of [
  ["89 FR 34864", {}],
  ["89 FR 34864", { types: ["fedreg"] }],
  ["89 Fed. Reg. 34864", {}],
  ["89 Fed. Reg. 34,864", {}],
  ["89 Fed. Reg. 34,864", { types: ["fedreg"] }],
  ["Pub. L. 119-73, 139 Stat. 2003 (18 U.S.C. 3771A)", {}],
]) {
  const found = find(text, options).citations.map((cite) => cite[cite.type].id);
  console.log(`${text} (${options.types || "any"}) -> ${found.join(", ")}`);
}
JS
cat > expected <<'TXT'
89 FR 34864 (any) -> reporter/89/FR/3486
89 FR 34864 (fedreg) -> fedreg/89/34864
89 Fed. Reg. 34864 (any) -> fedreg/89/34864
89 Fed. Reg. 34,864 (any) -> fedreg/89/34
89 Fed. Reg. 34,864 (fedreg) -> fedreg/89/34
Pub. L. 119-73, 139 Stat. 2003 (18 U.S.C. 3771A) (any) -> us-law/public/119/73, stat/139/2003, usc/18/3771A
TXT
node cite.js | tee seen
diff expected seen && echo "as found"
