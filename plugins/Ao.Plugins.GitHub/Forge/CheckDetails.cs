using System.Globalization;
using System.Text;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Rest;
using Ao.Plugins.GitHub.Texts;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Finds out why a check failed: the step and the log of a job, or what the app says of places.</summary>
internal sealed class CheckDetails(GitHubClient client)
{
    private const string Actions = "github-actions";
    private const int MaxSteps = 200;

    /// <summary>Adds what is known of a failure. Where nothing can be read of it, the check stays as it is.</summary>
    public async ValueTask<Check> AddAsync(GitHubPlace place, FoundCheck found, CallPurpose purpose, CancellationToken cancellationToken)
    {
        if (found is not { Check: { State: CheckState.Failed } check, Run: { } run })
        {
            return found.Check;
        }

        // The id of a check run of Actions is that of its job.
        var job = IsOfActions(run) ? await JobAsync(place, run.Id, purpose, cancellationToken).ConfigureAwait(false) : null;
        var log = job is null ? null : await LogAsync(place, run.Id, purpose, cancellationToken).ConfigureAwait(false);
        var excerpt = string.IsNullOrWhiteSpace(log) ? await SayingsAsync(place, run, purpose, cancellationToken).ConfigureAwait(false) : LogTail.Of(log);
        return check with { Attempt = Math.Max(check.Attempt, job?.RunAttempt ?? 1), Step = StepOf(job), Excerpt = excerpt, IsInfrastructure = check.IsInfrastructure || CheckWords.SaysMachineLost(excerpt) };
    }

    public static bool IsOfActions(RestCheckRun run) => run.App?.Slug == Actions;

    /// <summary>Reads the job of a check run, which is gone where its workflow run was deleted.</summary>
    public async ValueTask<RestJob?> JobAsync(GitHubPlace place, long id, CallPurpose purpose, CancellationToken cancellationToken) =>
        await client.FindAsync(string.Create(CultureInfo.InvariantCulture, $"{place.Path}/actions/jobs/{id}"), RestJson.Default.RestJob, purpose, cancellationToken).ConfigureAwait(false);

    private static string? StepOf(RestJob? job) =>
        job?.Steps?.Take(MaxSteps).FirstOrDefault(static step => step.Conclusion is "failure" or "timed_out") is { } step && Printable.Line(step.Name) is { Length: > 0 } name
            ? name.Length <= 200 ? name : Printable.Clean(name[..200])
            : null;

    private async ValueTask<string?> LogAsync(GitHubPlace place, long job, CallPurpose purpose, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ReadTailAsync(string.Create(CultureInfo.InvariantCulture, $"{place.Path}/actions/jobs/{job}/logs"), LogTail.Window, purpose, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHubException exception) when (exception.Status is 403 or 404 or 410)
        {
            // Logs are deleted after a time, and a credential may read checks without reading logs: what the app says is left.
            return null;
        }
    }

    private async ValueTask<string> SayingsAsync(GitHubPlace place, RestCheckRun run, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var said in new[] { run.Output?.Title, run.Output?.Summary, run.Output?.Text })
        {
            Append(text, said);
        }

        if (run.Output?.AnnotationsCount > 0)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}/check-runs/{run.Id}/annotations?per_page=50");
            foreach (var annotation in await client.FindAsync(path, RestJson.Default.RestAnnotationArray, purpose, cancellationToken).ConfigureAwait(false) ?? [])
            {
                Append(text, string.Create(CultureInfo.InvariantCulture, $"{Printable.Line(annotation.Path)}:{annotation.StartLine}: {annotation.AnnotationLevel}: {annotation.Message ?? annotation.Title}"));
            }
        }

        return Bounds.Tail(Printable.Clean(text.ToString()), LogTail.Limit);
    }

    private static void Append(StringBuilder text, string? said)
    {
        if (!string.IsNullOrWhiteSpace(said))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(said.Trim());
        }
    }
}
