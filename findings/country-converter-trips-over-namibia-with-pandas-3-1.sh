#!/bin/sh
# country_converter 1.3.2 with pandas 3.1.1, which its own requirement lets in, and with pandas
# 3.0.6, Python 3.11.
#
# Expected: what pip installs, with all requirements met (pandas>=1.0), knows the country of a job's
# place of work.
# Seen: every conversion raises, whatever the country. From 3.1 on pandas' read_csv makes missing
# values of "NA" and of empty cells also in a column that is read with converters={...: str}, and NA
# is Namibia's code: country_converter compiles each code as a pattern, and a missing one is none.
#
#   pandas 3.1.1: a column of NA and DE, read with str: [nan, 'DE']
#   pandas 3.1.1: Germany TypeError: first argument must be string or compiled pattern
#   pandas 3.0.6: a column of NA and DE, read with str: ['NA', 'DE']
#   pandas 3.0.6: Germany DE
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/try.py" <<'PYTHON'
import io

import country_converter
import pandas

table = pandas.read_csv(io.StringIO("code\nNA\nDE\n"), converters={"code": str})
name = f"pandas {pandas.__version__}"
print(f"{name}: a column of NA and DE, read with str: {table['code'].tolist()}")
try:
    print(f"{name}: Germany {country_converter.convert('Germany', to='ISO2')}")
except TypeError as error:
    print(f"{name}: Germany TypeError: {error}")
PYTHON
python3 -m venv "$folder/venv"
for version in 3.1.1 3.0.6; do
    "$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
        country_converter==1.3.2 "pandas==$version"
    "$folder/venv/bin/python" "$folder/try.py" >> "$folder/now" 2>> "$folder/errors" || true
done
sed -n 's/^#   //p' "$0" > "$folder/seen"
diff "$folder/seen" "$folder/now"
cat "$folder/now"
