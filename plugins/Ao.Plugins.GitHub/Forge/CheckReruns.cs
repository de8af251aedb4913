using System.Globalization;
using System.Text.Json;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Notes;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Runs checks of the same revision again. Which run each check had before is written down first, so that an operation that is repeated sees whether another attempt has begun.</summary>
internal sealed class CheckReruns(GitHubClient client, GitHubPlaces places, PullRequestReader pulls, CheckReader reader, CheckDetails details, OperationNotes notes)
{
    public async ValueTask<CheckReport> RunAsync(CheckRerunRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var place = await places.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var pull = await pulls.GetAsync(place, request.Number, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        Require(request, pull);
        var known = await reader.ReadAsync(place, pull.Head.Sha, [], CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        var asked = Require(request, known);

        var before = JsonSerializer.Serialize(asked.ToDictionary(static found => found.Check.Name, static found => found.Run!.Id), NotesJson.Default.Runs);
        var (note, _) = await notes.BeginAsync(request.Source, request.Key, before, cancellationToken).ConfigureAwait(false);
        var earlier = JsonSerializer.Deserialize(note.Before ?? before, NotesJson.Default.Runs)!;
        var waiting = asked.Where(found => earlier.GetValueOrDefault(found.Check.Name) == found.Run!.Id && found.Check.State != CheckState.Pending).ToList();
        if (!note.IsDone)
        {
            await StartAsync(place, waiting, cancellationToken).ConfigureAwait(false);
            await notes.EndAsync(request.Source, note).ConfigureAwait(false);
        }

        // GitHub takes a moment to show an attempt that it has accepted.
        return new CheckReport(pull.Head.Sha, [.. known.Select(found => waiting.Contains(found) ? Pending(found.Check) : found.Check)]);
    }

    private static Check Pending(Check check) => new() { Name = check.Name, State = CheckState.Pending, Attempt = check.Attempt + 1, Address = check.Address };

    private async ValueTask StartAsync(GitHubPlace place, IReadOnlyList<FoundCheck> checks, CancellationToken cancellationToken)
    {
        var started = new HashSet<long>();
        foreach (var found in checks)
        {
            var run = found.Run!;
            var job = CheckDetails.IsOfActions(run) ? await details.JobAsync(place, run.Id, CallPurpose.Write, cancellationToken).ConfigureAwait(false) : null;
            if (job is null)
            {
                await PostAsync(string.Create(CultureInfo.InvariantCulture, $"{place.Path}/check-runs/{run.Id}/rerequest"), cancellationToken).ConfigureAwait(false);
            }
            else if (found.Check.State != CheckState.Failed)
            {
                await PostAsync(string.Create(CultureInfo.InvariantCulture, $"{place.Path}/actions/jobs/{run.Id}/rerun"), cancellationToken).ConfigureAwait(false);
            }
            else if (started.Add(job.RunId))
            {
                await PostAsync(string.Create(CultureInfo.InvariantCulture, $"{place.Path}/actions/runs/{job.RunId}/rerun-failed-jobs"), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask PostAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(HttpMethod.Post, path, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHubException exception) when (exception.Status is 403 && exception.Said.Contains("already running", StringComparison.OrdinalIgnoreCase))
        {
            // Another attempt is under way, which is what was asked for.
        }
    }

    private static void Require(CheckRerunRequest request, RestPullRequest pull)
    {
        if (PullRequestMap.StateOf(pull) is not PullRequestState.Open and var state)
        {
            throw new AoException($"Pull request {request.Number} is {state.ToString().ToLowerInvariant()}: its checks are not run again.");
        }

        if (pull.Head.Sha != request.Revision)
        {
            throw new AoException($"The head of pull request {request.Number} is {Printable.Quote(pull.Head.Sha)} by now, not {Printable.Quote(request.Revision)}. Look at the checks of the newer revision first.");
        }
    }

    private static List<FoundCheck> Require(CheckRerunRequest request, IReadOnlyList<FoundCheck> known)
    {
        var missing = request.Names.FirstOrDefault(name => known.All(found => found.Check.Name != name));
        if (request.Names.Count == 0 || missing is not null)
        {
            throw new AoException($"{(missing is null ? "No check was named" : $"There is no check '{Printable.Quote(missing)}' of this revision")}. Name one of: {string.Join(", ", known.Select(static found => Printable.Quote(found.Check.Name)))}.");
        }

        var asked = known.Where(found => request.Names.Contains(found.Check.Name)).ToList();
        return asked.FirstOrDefault(static found => found.Run is null) is { } status
            ? throw new AoException($"'{Printable.Quote(status.Check.Name)}' is a commit status that another service set, and GitHub cannot run it again. Run it again there.")
            : asked;
    }
}
