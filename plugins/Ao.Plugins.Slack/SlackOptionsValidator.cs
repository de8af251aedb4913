using Microsoft.Extensions.Options;

namespace Ao.Plugins.Slack;

/// <summary>Checks the options and names all that is wrong at once. No message holds a token, a secret or an address.</summary>
internal sealed class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    private static readonly string[] s_audiences = ["here", "channel"];

    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var errors = ErrorsOf(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> ErrorsOf(SlackOptions options)
    {
        var hasBot = !string.IsNullOrEmpty(options.Token) || !string.IsNullOrEmpty(options.Channel);
        if (hasBot == options.WebhookUrl is not null)
        {
            yield return "Slack needs either Token and Channel, for a bot, or WebhookUrl, for an incoming webhook: one of the two ways.";
        }
        else if (hasBot && (string.IsNullOrEmpty(options.Token) || string.IsNullOrEmpty(options.Channel)))
        {
            yield return $"Slack: {(string.IsNullOrEmpty(options.Token) ? "Token" : "Channel")} is missing. A bot needs both Token and Channel.";
        }

        if (options.Token is { } token && token.Any(static character => character is <= ' ' or > '~'))
        {
            yield return "Slack: Token holds characters that no token has, such as a space or the end of a line.";
        }

        if (options.WebhookUrl is { } url && !IsSafe(url))
        {
            yield return "Slack: WebhookUrl must be an absolute https address, without user name and password.";
        }

        if (!IsSafe(options.ApiAddress) || !options.ApiAddress.AbsolutePath.EndsWith('/'))
        {
            yield return "Slack: ApiAddress must be an absolute https address that ends with a slash. Plain http is for loopback addresses only.";
        }

        if (options.Operators.Count > 0 && string.IsNullOrEmpty(options.SigningSecret))
        {
            yield return "Slack: Operators may answer, but without SigningSecret nobody can be proved. Give the app's signing secret, or leave Operators empty.";
        }

        if (options.SigningSecret is { Length: > 0 and < 16 })
        {
            yield return "Slack: SigningSecret must have 16 characters or more.";
        }

        foreach (var who in options.Operators.Where(static id => !IsUser(id)))
        {
            yield return $"Slack: '{Printable.Quote(who)}' in Operators is no user id. Use the member id of the person's profile, such as U012AB3CD.";
        }

        foreach (var who in options.Mentions.Where(static id => !IsUser(id) && !s_audiences.Contains(id, StringComparer.Ordinal)))
        {
            yield return $"Slack: '{Printable.Quote(who)}' in Mentions is neither a user id such as U012AB3CD nor one of the words here and channel.";
        }
    }

    private static bool IsSafe(Uri? url) => url is { IsAbsoluteUri: true, UserInfo.Length: 0 } && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback));

    private static bool IsUser(string id) => id is { Length: >= 2 and <= 40 } && id[0] is 'U' or 'W' && id.All(char.IsAsciiLetterOrDigit);
}
