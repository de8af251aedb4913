using Ao.Configuration;
using Ao.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Ao.Journal;

/// <summary>Registers the journal.</summary>
internal static class JournalServices
{
    public static IServiceCollection AddAoJournal(this IServiceCollection services)
    {
        services.AddSingleton<FactCatalog>();
        services.AddSingleton<FactLog>();
        services.AddSingleton<ProjectionHost>();
        services.AddSingleton<IJournalObserver>(static provider => provider.GetRequiredService<ProjectionHost>());
        services.AddSingleton(new FactKind(JournalRecovered.FactType, JournalJson.Default.JournalRecovered));
        services.TryAddSingleton<IFileSystemProbe, FileSystemProbe>();
        services.AddSingleton(provider => new JournalSettings
        {
            Folder = Path.Combine(Path.GetFullPath(provider.GetRequiredService<IOptions<AoOptions>>().Value.DataFolder), "journal"),
        });
        services.AddSingleton<SqliteJournal>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<SqliteJournal>());
        services.AddSingleton<IEngineStage, JournalStage>();
        return services;
    }
}
