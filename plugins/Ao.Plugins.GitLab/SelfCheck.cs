using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;

namespace Ao.Plugins.GitLab;

/// <summary>Looks whether GitLab can be reached and accepts the token.</summary>
internal static class SelfCheck
{
    public static async ValueTask<IReadOnlyList<SelfCheckFinding>> LookAsync(GitLabClient client, CancellationToken cancellationToken)
    {
        try
        {
            var user = await client.GetAsync("user", GitLabJson.Default.UserData, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
            return [new SelfCheckFinding(SelfCheckLevel.Pass, $"GitLab knows the token: it acts as '{Printable.Quote(user.Username)}'.")];
        }
        catch (TransientException exception)
        {
            return [new SelfCheckFinding(SelfCheckLevel.Warn, exception.Message, "Try again, and look at the network and the option Address.")];
        }
        catch (AoException exception)
        {
            return [new SelfCheckFinding(SelfCheckLevel.Fail, exception.Message, "Set the plugin's option Token or the variable GITLAB_TOKEN to a token with the scope api.")];
        }
    }
}
