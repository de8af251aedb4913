using Ao.Plugins.GitLab.Api;

namespace Ao.Plugins.GitLab.Checks;

/// <summary>Reads the ends of failed jobs' logs, each once: the log of a job that has ended does not change.</summary>
internal sealed class JobLogs(GitLabClient client)
{
    private const int MaxKnown = 500;
    private const int Keep = 64 * 1024;
    private const long MaxRead = 64L * 1024 * 1024;
    private readonly BoundedCache<long, (string Excerpt, string? Step)> _known = new(MaxKnown);

    public async ValueTask<(string Excerpt, string? Step)> ReadAsync(long project, long job, CallPurpose purpose, CancellationToken cancellationToken)
    {
        if (_known.TryGet(job, out var known))
        {
            return known;
        }

        try
        {
            var (tail, isEnd) = await client.ReadTailAsync(FormattableString.Invariant($"projects/{project}/jobs/{job}/trace"), Keep, MaxRead, purpose, cancellationToken).ConfigureAwait(false);
            known = isEnd ? TraceText.Read(tail) : ($"The log is longer than {MaxRead} bytes: its end was not read. Look at it at GitLab.", null);
        }
        catch (TransientException exception) when (exception.RetryAfter is null)
        {
            // The log alone cannot be had now, such as a long one over a slow line: the next look tries again, and all else is told.
            return ("The log could not be read at this time. Look at it at GitLab.", null);
        }
        catch (GitLabException exception) when (exception.Status is 403 or 404)
        {
            known = ("The log is gone, or the token may not read it. Look at it at GitLab.", null);
        }

        _known.Set(job, known);
        return known;
    }
}
