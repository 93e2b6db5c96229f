#!/usr/bin/env bash
# Makes the initial migration of both databases anew from the model. Only until the first release: afterwards a change is a migration
# of its own (docs/development.md). The id is fixed, so that two people who do this change the same files.
set -euo pipefail
cd "$(dirname "$0")/../../../.."
tool="${DOTNET_EF:-dotnet-ef}"
project=src/PetitionWorkflow
id=20260101000000_Initial

for provider in Sqlite PostgreSql; do rm -rf "$project/Persistence/Migrations/$provider"; done
dotnet build "$project" -v q -nologo --disable-build-servers
for pair in SqlitePetitionDbContext:Sqlite PostgresPetitionDbContext:PostgreSql; do
  folder="$project/Persistence/Migrations/${pair#*:}"
  "$tool" migrations add Initial --no-build -p "$project" -s "$project" -c "${pair%%:*}" -o "Persistence/Migrations/${pair#*:}" > /dev/null
  for made in "$folder"/*_Initial.cs "$folder"/*_Initial.Designer.cs; do
    mv "$made" "$folder/$id.${made#*_Initial.}"
  done
  sed -i -E "s/\[Migration\(\"[0-9]+_Initial\"\)\]/[Migration(\"$id\")]/" "$folder/$id.Designer.cs"
  sed -i '1s/^\xEF\xBB\xBF//' "$folder"/*.cs
done
echo "migrations are made anew: build, run MigrationTests, commit"
