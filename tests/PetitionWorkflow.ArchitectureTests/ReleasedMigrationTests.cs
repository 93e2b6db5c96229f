using System.Security.Cryptography;

namespace PetitionWorkflow.ArchitectureTests;

/// <summary>
/// A migration that offices have run stays as it is. <c>released-migrations.txt</c> beside the tests has the SHA-256 of each; a new one
/// gets its line there when it is ready for main.
/// </summary>
public sealed class ReleasedMigrationTests
{
    [Fact]
    public void Migrations_ThatWereReleased_StayAsTheyAre()
    {
        var migrations = Path.Combine(House.Folder, "src", "PetitionWorkflow", "Persistence", "Migrations");
        var released = File.ReadAllLines(Path.Combine(House.Folder, "tests", "PetitionWorkflow.ArchitectureTests", "released-migrations.txt"));

        string[] there =
        [
            .. from file in Directory.EnumerateFiles(migrations, "2*_*.cs", SearchOption.AllDirectories)
               where !file.EndsWith(".Designer.cs", StringComparison.Ordinal)
               select $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetRelativePath(migrations, file).Replace('\\', '/')}",
        ];

        Assert.Equal(released.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }
}
