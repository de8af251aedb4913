using Ao.Hosting;
using Ao.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ao.Reports;

/// <summary>Registers what takes reports and their attachments in.</summary>
internal static class ReportIntakeServices
{
    public static IServiceCollection AddAoReportIntake(this IServiceCollection services)
    {
        services.TryAddSingleton(static _ => new SecretRedactor(EnvironmentSecrets.Of(Environment.GetEnvironmentVariables())));
        services.AddSingleton<ReportIntake>();
        services.AddSingleton<AttachmentStore>();
        services.AddSingleton<AttachmentIntake>();
        services.TryAddSingleton<LogRing>();
        services.AddSingleton<SessionRecord>();
        services.AddSingleton<WrittenOutput>();
        services.AddSingleton<ReportCollector>();
        return services;
    }
}
