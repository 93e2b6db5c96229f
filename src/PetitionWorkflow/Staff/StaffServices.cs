using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Staff.Rosters;
using PetitionWorkflow.Staff.Training;

namespace PetitionWorkflow.Staff;

public static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddIdentity<StaffMember, IdentityRole<Guid>>(options =>
            {
                options.Password.RequiredLength = PasswordRules.MinimumLength;
                options.Password.RequiredUniqueChars = 5;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddEntityFrameworkStores<PetitionDbContext>()
            .AddPasswordValidator<PasswordRules>()
            .AddDefaultTokenProviders();
        services.AddScoped<CreateUnitHandler>();
        services.AddScoped<ChangeUnitHandler>();
        services.AddScoped<CreateStaffMemberHandler>();
        services.AddScoped<ChangeStaffMemberHandler>();
        services.AddScoped<ResetPasswordHandler>();
        services.AddScoped<ChangeOwnProfileHandler>();
        services.AddScoped<SetReminderHoursHandler>();
        services.AddScoped<SetAbsenceHandler>();
        services.AddScoped<Substitutes>();
        services.AddOptions<RosterOptions>().BindConfiguration("Roster").Validate(o => o.From < o.Until && o.GraceMinutes is >= 0 and <= 240, "Roster: From lies before Until, GraceMinutes between 0 and 240.").ValidateOnStart();
        services.AddScoped<Roster>();
        services.AddScoped<RosterWriter>();
        services.AddScoped<TrainingLog>();
        services.AddScoped<IssueApiKeyHandler>();
        services.AddScoped<RevokeApiKeyHandler>();
        services.AddScoped<DemoSeedHandler>();
        services.AddScoped<IStartupSeed, RolesSeed>();
        services.AddScoped<IStartupSeed, DemoSeed>();
        return services;
    }
}
