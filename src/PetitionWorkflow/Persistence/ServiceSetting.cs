using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Persistence;

/// <summary>A value that the service itself keeps between runs, such as how far the demo clock is ahead.</summary>
public sealed class ServiceSetting
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}

public static class ServiceSettings
{
    /// <summary>A whole number, or what holds while nobody has set one.</summary>
    public static async Task<int> NumberAsync(this PetitionDbContext db, string name, int unlessSet, CancellationToken cancellation) =>
        await db.FindAsync<ServiceSetting>([name], cancellation) is { } setting ? int.Parse(setting.Value, CultureInfo.InvariantCulture) : unlessSet;

    /// <summary>Writes a value, whether or not there was one.</summary>
    public static async Task SetAsync(this PetitionDbContext db, string name, string value, CancellationToken cancellation)
    {
        if (await db.FindAsync<ServiceSetting>([name], cancellation) is { } setting)
        {
            setting.Value = value;
        }
        else
        {
            db.Add(new ServiceSetting { Name = name, Value = value });
        }
    }
}

internal sealed class ServiceSettingMapping : IEntityTypeConfiguration<ServiceSetting>
{
    public void Configure(EntityTypeBuilder<ServiceSetting> setting)
    {
        setting.ToTable("ServiceSettings");
        setting.HasKey(s => s.Name);
        setting.Property(s => s.Name).HasMaxLength(64);
        setting.Property(s => s.Value).HasMaxLength(400);
    }
}
