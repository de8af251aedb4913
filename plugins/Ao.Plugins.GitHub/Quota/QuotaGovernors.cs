using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Auth;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Quota;

/// <summary>The governors, one for each credential: everything that the plugin calls shares them.</summary>
internal sealed class QuotaGovernors(IOptions<GitHubOptions> options, GitHubAddresses addresses, PluginEnvironment environment, TimeProvider timeProvider, ILogger<QuotaGovernor> logger) : IDisposable
{
    private const double PersonReserve = 0.4;
    private const double AppReserve = 0.1;
    private readonly ConcurrentDictionary<string, Lazy<QuotaGovernor>> _governors = new(StringComparer.Ordinal);

    public QuotaGovernor Of(Credential credential) => _governors.GetOrAdd(credential.Identity, identity => new Lazy<QuotaGovernor>(() => Make(identity, credential.IsPerson))).Value;

    public void Dispose()
    {
        foreach (var governor in _governors.Values.Where(static governor => governor.IsValueCreated))
        {
            governor.Value.Dispose();
        }
    }

    private QuotaGovernor Make(string identity, bool isPerson)
    {
        var settings = options.Value;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{addresses.Api.Authority}\n{identity}")).AsSpan(0, 8));
        var policy = new QuotaPolicy(settings.Reserve ?? (isPerson ? PersonReserve : AppReserve), settings.WriteInterval, settings.MaxWritesAnHour);
        return new QuotaGovernor(policy, settings.MaxConcurrent, new QuotaFile(Path.Combine(environment.DataFolder, $"quota-{name}.json")), timeProvider, logger);
    }
}
