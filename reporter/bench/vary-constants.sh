#!/bin/sh
# What each constant of the statistics is worth: the labelled series of the tests are judged with one
# value changed at a time. Run it in reporter/ after "mvn test-compile"; takes some minutes.
# Usage: bench/vary-constants.sh [runs] [samples] > table
set -eu
jar=${JAR:-target/memledger-reporter.jar}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src/io/memledger" "$work/classes"
cp -r src/main/java/io/memledger/stats "$work/src/io/memledger/"
# Compiled anew, since constants are copied to where they are used.
find "$work/src" -name '*.java' |
  xargs sed -i -E 's/static final (double|int) ([A-Z_]+ =)/static \1 \2/'
javac -nowarn -d "$work/classes" -cp "target/classes:$jar" $(find "$work/src" -name '*.java')
java -cp "$work/classes:target/classes:target/test-classes:$jar" io.memledger.rules.VaryConstants \
  "${1:-30}" "${2:-360}" bench/vary-constants.txt
