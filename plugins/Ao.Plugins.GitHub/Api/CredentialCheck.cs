using System.Globalization;
using Ao.Plugins.GitHub.Auth;

namespace Ao.Plugins.GitHub.Api;

/// <summary>Looks who the credential is and how much of its quota is left.</summary>
internal sealed class CredentialCheck(GitHubClient client, GovernedCalls calls, GitHubAddresses addresses)
{
    private const double Low = 0.1;

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (credential, _) = await calls.InspectAsync(null, cancellationToken).ConfigureAwait(false);
            var who = credential.Kind == CredentialKind.App
                ? "as an App"
                : $"as {Printable.Quote((await client.GetAsync("/user", GitHubJson.Default.SignedIn, CallPurpose.Person, cancellationToken).ConfigureAwait(false)).Login)}";
            var (_, quota) = await calls.InspectAsync(null, cancellationToken).ConfigureAwait(false);
            return
            [
                new SelfCheckFinding(SelfCheckLevel.Pass, $"GitHub ({addresses.Web.Host}) is called {who}, by {SourceOf(credential.Kind)}."),
                .. quota.Buckets.OrderBy(static bucket => bucket.Key, StringComparer.Ordinal).Select(static bucket => bucket.Value.Remaining < bucket.Value.Limit * Low
                    ? new SelfCheckFinding(SelfCheckLevel.Warn, string.Create(CultureInfo.InvariantCulture, $"Of GitHub's quota ({bucket.Key}) {bucket.Value.Remaining} of {bucket.Value.Limit} points are left."), string.Create(CultureInfo.InvariantCulture, $"It is full again at {bucket.Value.ResetsAt:HH:mm} UTC; whatever else uses the credential uses it up too."))
                    : new SelfCheckFinding(SelfCheckLevel.Pass, string.Create(CultureInfo.InvariantCulture, $"Of GitHub's quota ({bucket.Key}) {bucket.Value.Remaining} of {bucket.Value.Limit} points are left."))),
            ];
        }
        catch (AoException exception)
        {
            return [new SelfCheckFinding(exception is TransientException ? SelfCheckLevel.Warn : SelfCheckLevel.Fail, exception.Message)];
        }
    }

    private static string SourceOf(CredentialKind kind) => kind switch
    {
        CredentialKind.Configured => "the configured token",
        CredentialKind.Environment => "the token in the host's variables",
        CredentialKind.Cli => "the token of gh",
        _ => "its installation's token",
    };
}
