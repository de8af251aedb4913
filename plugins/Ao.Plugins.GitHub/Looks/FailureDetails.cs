using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Finds out why checks failed, once for each run: what has ended does not change.</summary>
internal sealed partial class FailureDetails(GitHubClient client, CheckDetails details, ILogger<FailureDetails> logger)
{
    private const int MaxKept = 1000;
    private const int MaxAtOnce = 20;
    private readonly Dictionary<long, Check> _known = [];
    private readonly Queue<long> _order = new();
    private readonly Lock _gate = new();

    /// <summary>Adds what is known of the failures among the checks.</summary>
    public async ValueTask<IReadOnlyList<Check>> AddAsync(GitHubPlace place, IReadOnlyList<FoundCheck> found, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var checks = new List<Check>(found.Count);
        var asked = 0;
        foreach (var one in found)
        {
            if (one is not { Check.State: CheckState.Failed, Run: { } run })
            {
                checks.Add(one.Check);
            }
            else if (Find(run.Id) is { } known)
            {
                checks.Add(one.Check with { Attempt = Math.Max(one.Check.Attempt, known.Attempt), Step = known.Step, Excerpt = known.Excerpt, IsInfrastructure = known.IsInfrastructure });
            }
            else
            {
                checks.Add(asked++ < MaxAtOnce ? await AskAsync(place, one, run.Id, purpose, cancellationToken).ConfigureAwait(false) : one.Check);
            }
        }

        return checks;
    }

    private async ValueTask<Check> AskAsync(GitHubPlace place, FoundCheck found, long run, CallPurpose purpose, CancellationToken cancellationToken)
    {
        try
        {
            // What an app other than Actions says of its run is not part of a look.
            var path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}/check-runs/{run}");
            var whole = CheckDetails.IsOfActions(found.Run!) ? null : await client.FindAsync(path, RestJson.Default.RestCheckRun, purpose, cancellationToken).ConfigureAwait(false);
            var check = await details.AddAsync(place, whole is null ? found : found with { Run = whole }, purpose, cancellationToken).ConfigureAwait(false);
            Keep(run, check);
            return check;
        }
        catch (Exception exception) when (exception is TransientException or GitHubException)
        {
            // That it failed is told at once; why, with the next look at it.
            LogNoDetails(exception, run);
            return found.Check;
        }
    }

    private Check? Find(long run)
    {
        lock (_gate)
        {
            return _known.GetValueOrDefault(run);
        }
    }

    private void Keep(long run, Check check)
    {
        lock (_gate)
        {
            if (_known.TryAdd(run, check))
            {
                _order.Enqueue(run);
                if (_order.Count > MaxKept)
                {
                    _known.Remove(_order.Dequeue());
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Why check run {Run} failed could not be read.")]
    private partial void LogNoDetails(Exception exception, long run);
}
