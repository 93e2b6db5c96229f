#!/usr/bin/env bash
# Adds a migration to both databases from what changed in the model (docs/development.md): add.sh NAME
set -euo pipefail
name="${1:?Give the migration a name, such as PetitionsHaveRegions}"
cd "$(dirname "$0")/../../../.."
tool="${DOTNET_EF:-dotnet-ef}"
project=src/PetitionWorkflow

dotnet build "$project" -v q -nologo --disable-build-servers
for pair in SqlitePetitionDbContext:Sqlite PostgresPetitionDbContext:PostgreSql; do
  folder="$project/Persistence/Migrations/${pair#*:}"
  "$tool" migrations add "$name" --no-build -p "$project" -s "$project" -c "${pair%%:*}" -o "Persistence/Migrations/${pair#*:}" > /dev/null
  sed -i '1s/^\xEF\xBB\xBF//' "$folder"/*.cs
done
echo "read what was made, move data that must move, build, run MigrationTests, commit"
