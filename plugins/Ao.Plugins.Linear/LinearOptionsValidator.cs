using Microsoft.Extensions.Options;

namespace Ao.Plugins.Linear;

/// <summary>Names all that is wrong with the options at once. No message holds a secret.</summary>
internal sealed class LinearOptionsValidator : IValidateOptions<LinearOptions>
{
    private const int MinSecret = 16;

    public ValidateOptionsResult Validate(string? name, LinearOptions options)
    {
        var errors = ErrorsOf(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> ErrorsOf(LinearOptions options)
    {
        if (options.ApiKey is { Length: > 0 } && options.Token is { Length: > 0 })
        {
            yield return "ApiKey and Token are both set, and one is used. Remove the other.";
        }

        if (new[] { options.ApiKey, options.Token }.Any(static secret => secret is not null && secret.Any(static character => character is <= ' ' or > '~')))
        {
            yield return "ApiKey or Token holds a character that no key has, such as a space or a line's end. Copy it again.";
        }

        if (options.Address is { IsAbsoluteUri: true } address && address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            yield return $"Address '{Printable.Quote(address.Host)}' is plain http to another machine, and the key would be readable on the way. Use https.";
        }

        if (options.WebhookSecret is { Length: < MinSecret })
        {
            yield return $"WebhookSecret must have {MinSecret} characters or more: copy the signing secret that Linear shows for the webhook.";
        }

        foreach (var (project, key) in options.Teams.Where(static team => !TeamKey.IsValid(team.Value)))
        {
            yield return $"Teams:{Printable.Quote(project)} is '{Printable.Quote(key)}', which is no key of a team. Use the letters before the number of its issues, such as ENG.";
        }
    }
}
