using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Which account this host writes with: only what that account wrote can be an operation of ours, whatever marks others copy.</summary>
internal sealed class Account(GitHubClient client, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(1);
    private volatile Known? _known;

    /// <summary>Gives the login of the account; that of an app ends in <c>[bot]</c>.</summary>
    public async ValueTask<string> LoginAsync(GitHubPlace place, CancellationToken cancellationToken)
    {
        if (_known is { } known && timeProvider.GetUtcNow() - known.At < s_kept)
        {
            return known.Login;
        }

        // The REST interface tells an app nothing of itself.
        var answer = await client.QueryAsync(GraphQlDocuments.Of("Viewer"), Nothing.Value, RestJson.Default.Nothing, GraphJson.Default.ViewerAnswer, CallPurpose.Write, cancellationToken, place.Repository).ConfigureAwait(false);
        _known = new Known(answer.Viewer.Login, timeProvider.GetUtcNow());
        return answer.Viewer.Login;
    }

    /// <summary>Tells whether the account of this host has written something.</summary>
    public async ValueTask<bool> IsOwnAsync(GitHubPlace place, RestUser? user, CancellationToken cancellationToken) =>
        Bots.IsBy(user, await LoginAsync(place, cancellationToken).ConfigureAwait(false));

    private sealed record Known(string Login, DateTimeOffset At);
}
