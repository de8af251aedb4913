using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Looks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>Asks for webhooks again whose delivery failed while the host was away: GitHub does not do so by itself.</summary>
internal sealed partial class Redelivery(IOptions<GitHubOptions> options, AppHook appHook, RepositoryHook repositoryHook, PullRequestLooks looks, DeliveryLog deliveries, TimeProvider timeProvider, ILogger<Redelivery> logger) : BackgroundService
{
    private const int MaxAsked = 10_000;
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(5);
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value;
        if (settings.WebhookSecret is null || (settings.App is null && settings.WebhookAddress is null))
        {
            return;
        }

        using var timer = new PeriodicTimer(s_interval, timeProvider);
        do
        {
            try
            {
                await AskAgainAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is AoException or IOException or UnauthorizedAccessException)
            {
                LogFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    internal async Task AskAgainAsync(CancellationToken cancellationToken)
    {
        if (_asked.Count > MaxAsked)
        {
            _asked.Clear();
        }

        if (options.Value.App is { } app)
        {
            foreach (var delivery in await ChooseAsync(await appHook.ListFailedAsync(app, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
            {
                await appHook.AskAgainAsync(app, delivery, cancellationToken).ConfigureAwait(false);
                Note(delivery);
            }
        }
        else if (options.Value.WebhookAddress is { } address)
        {
            foreach (var repository in looks.Repositories)
            {
                try
                {
                    await AskAgainAsync(repository, address, cancellationToken).ConfigureAwait(false);
                }
                catch (AoException exception)
                {
                    // One whose webhooks the credential may not see keeps none of the others from being asked.
                    LogRepositoryFailed(exception, repository);
                }
            }
        }
    }

    private async Task AskAgainAsync(RepositoryName repository, Uri address, CancellationToken cancellationToken)
    {
        if (await repositoryHook.FindAsync(repository, address, cancellationToken).ConfigureAwait(false) is not { } hook)
        {
            return;
        }

        foreach (var delivery in await ChooseAsync(await repositoryHook.ListFailedAsync(repository, hook, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
        {
            await repositoryHook.AskAgainAsync(repository, hook, delivery, cancellationToken).ConfigureAwait(false);
            Note(delivery);
        }
    }

    private async ValueTask<IReadOnlyList<HookDelivery>> ChooseAsync(HookDelivery[] listed, CancellationToken cancellationToken)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var delivery in listed)
        {
            if (await deliveries.HasAsync(delivery.Guid, cancellationToken).ConfigureAwait(false))
            {
                taken.Add(delivery.Guid);
            }
        }

        return RedeliveryChoice.Choose(listed, taken, _asked, timeProvider.GetUtcNow());
    }

    private void Note(HookDelivery delivery)
    {
        _asked[delivery.Guid] = _asked.GetValueOrDefault(delivery.Guid) + 1;
        LogAsked(delivery.Guid);
    }

    [LoggerMessage(LogLevel.Information, "A webhook whose delivery failed was asked for again: {Delivery}.")]
    private partial void LogAsked(string delivery);

    [LoggerMessage(LogLevel.Warning, "Webhooks of {Repository} whose delivery failed could not be asked for again. What they told is found by looking.")]
    private partial void LogRepositoryFailed(Exception exception, RepositoryName repository);

    [LoggerMessage(LogLevel.Warning, "Webhooks whose delivery failed could not be asked for again. What they told is found by looking.")]
    private partial void LogFailed(Exception exception);
}
