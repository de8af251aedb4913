using Microsoft.Extensions.Options;

namespace Ao.Plugins.Discord;

/// <summary>Checks the options and names all that is wrong at once. No message holds the webhook's address.</summary>
internal sealed class DiscordOptionsValidator : IValidateOptions<DiscordOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        var errors = ErrorsOf(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> ErrorsOf(DiscordOptions options)
    {
        if (options.WebhookUrl is not { IsAbsoluteUri: true, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 } url || !(url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback)))
        {
            yield return "Discord: WebhookUrl must be the absolute https address of a webhook, without a query. Make one in the channel's settings, under Integrations, and copy its address.";
        }

        if (options.ThreadId is { } thread && !IsId(thread))
        {
            yield return $"Discord: '{Printable.Quote(thread)}' in ThreadId is no id. Use the number that Discord copies with 'Copy Thread ID'.";
        }

        foreach (var id in options.MentionUsers.Concat(options.MentionRoles).Where(static id => !IsId(id)))
        {
            yield return $"Discord: '{Printable.Quote(id)}' in MentionUsers or MentionRoles is no id. Use the number that Discord copies with 'Copy User ID' or 'Copy Role ID'.";
        }
    }

    private static bool IsId(string text) => text is { Length: >= 1 and <= 20 } && text.All(char.IsAsciiDigit);
}
