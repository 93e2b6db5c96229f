using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Mail.Inbox;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

public static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MailboxOptions>().Bind(configuration.GetSection("Mail:Imap")).ValidateDataAnnotations().ValidateOnStart();
        services.AddTransient<Mailbox>();
        services.AddScoped<Outbox>();
        services.AddScoped<CaseNotices>();
        services.AddScoped<BarredReaders>();
        services.AddScoped<ICaseEventHandler<PersonBarred>>(provider => provider.GetRequiredService<BarredReaders>());
        services.AddScoped<BarredMail>();
        services.AddSingleton<MailClaims>();
        services.AddScoped<NoticesInForce>();
        services.AddScoped<NoticePreview>();
        services.AddScoped<TestMails>();
        services.AddScoped<PublishNoticeHandler>();
        services.AddScoped<SendTestNoticeHandler>();
        services.AddScoped<SendTestToUnitHandler>();
        services.AddScoped<SendMail>();
        services.AddScoped<BundleMail>();
        services.AddScoped<RequeueMailHandler>();
        services.AddSingleton<MailMessageFactory>();
        services.AddTransient<IMailTransport>(provider => string.IsNullOrWhiteSpace(provider.GetRequiredService<IOptions<MailOptions>>().Value.Host)
            ? ActivatorUtilities.CreateInstance<EmlFolderTransport>(provider)
            : ActivatorUtilities.CreateInstance<SmtpTransport>(provider));
        return services;
    }
}
