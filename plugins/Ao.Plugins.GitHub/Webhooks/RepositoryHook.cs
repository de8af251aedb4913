using System.Globalization;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>The webhook of a repository that is sent to the plugin's address.</summary>
internal sealed class RepositoryHook(GitHubClient client)
{
    /// <returns>The id of the webhook, or <see langword="null"/> where the repository has none that is sent there.</returns>
    public async ValueTask<long?> FindAsync(RepositoryName repository, Uri address, CancellationToken cancellationToken)
    {
        var hooks = await client.GetAsync($"{repository.Path}/hooks?per_page=100", GitHubJson.Default.HookArray, CallPurpose.Sweep, cancellationToken).ConfigureAwait(false);
        return hooks.FirstOrDefault(hook => Uri.TryCreate(hook.Config?.Url, UriKind.Absolute, out var url) && url == address)?.Id;
    }

    public async ValueTask<HookDelivery[]> ListFailedAsync(RepositoryName repository, long hook, CancellationToken cancellationToken) =>
        await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{repository.Path}/hooks/{hook}/deliveries?per_page=100&status=failure"), GitHubJson.Default.HookDeliveryArray, CallPurpose.Sweep, cancellationToken).ConfigureAwait(false);

    public async ValueTask AskAgainAsync(RepositoryName repository, long hook, HookDelivery delivery, CancellationToken cancellationToken) =>
        await client.SendAsync(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"{repository.Path}/hooks/{hook}/deliveries/{delivery.Id}/attempts"), CallPurpose.Sweep, cancellationToken).ConfigureAwait(false);
}
