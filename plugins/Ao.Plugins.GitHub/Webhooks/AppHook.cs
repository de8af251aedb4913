using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Auth;

namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>The webhook of an App, which the App itself asks for, not one of its installations.</summary>
internal sealed class AppHook(AppToken token, Transport transport, GitHubAddresses addresses)
{
    public async ValueTask<HookDelivery[]> ListFailedAsync(GitHubAppOptions app, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(app, HttpMethod.Get, "/app/hook/deliveries?per_page=100&status=failure", cancellationToken).ConfigureAwait(false);
        return answer.Succeeded ? answer.Read(GitHubJson.Default.HookDeliveryArray) : throw Refusals.OfApp(answer, "no list of its webhook's deliveries");
    }

    public async ValueTask AskAgainAsync(GitHubAppOptions app, HookDelivery delivery, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(app, HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"/app/hook/deliveries/{delivery.Id}/attempts"), cancellationToken).ConfigureAwait(false);
        if (!answer.Succeeded)
        {
            throw Refusals.OfApp(answer, "no second delivery of a webhook");
        }
    }

    private async ValueTask<Answer> SendAsync(GitHubAppOptions app, HttpMethod method, string path, CancellationToken cancellationToken) =>
        await transport.SendAsync(new Call(method, addresses.Of(path)) { Token = await token.MakeAsync(app, cancellationToken).ConfigureAwait(false), IsWrite = method != HttpMethod.Get }, cancellationToken).ConfigureAwait(false);
}
