using Microsoft.Extensions.Options;

namespace Ao.Plugins.Webhook;

/// <summary>Checks the targets and names all that is wrong at once. No message holds a secret or an address.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    private const int MinSecret = 16;

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var errors = options.Targets.SelectMany(target => ErrorsOf(target.Key, target.Value)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> ErrorsOf(string name, WebhookTargetOptions target)
    {
        var prefix = $"Webhook target '{Printable.Quote(name)}': ";
        if (!IsName(name))
        {
            yield return $"{prefix}the name must be 1 to 40 of a-z, 0-9 and '-', not first or last a hyphen.";
        }

        if (target.Url is not { IsAbsoluteUri: true } url || url.Scheme is not ("https" or "http"))
        {
            yield return $"{prefix}Url must be an absolute https address.";
        }
        else
        {
            if (url.Scheme == "http" && !url.IsLoopback && !target.AllowHttp)
            {
                yield return $"{prefix}Url is plain http to another machine. Use https, or set AllowHttp to true.";
            }

            if (url.UserInfo.Length > 0)
            {
                yield return $"{prefix}Url holds a user name or password. Put them into Headers as Authorization.";
            }
        }

        if (target.Secret.Length < MinSecret)
        {
            yield return $"{prefix}Secret must have {MinSecret} characters or more.";
        }

        foreach (var header in target.Headers.Where(header => !IsAllowed(header.Key, header.Value)))
        {
            yield return $"{prefix}the header '{Printable.Quote(header.Key)}' is not allowed: it is set by Ao, or its name or value is no header's.";
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 40 && name[0] != '-' && name[^1] != '-' && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    private static bool IsAllowed(string name, string value)
    {
        if (WebhookHeaders.Reserved.Contains(name) || value.Any(character => character is < ' ' or > '~'))
        {
            return false;
        }

        using var request = new HttpRequestMessage();
        return request.Headers.TryAddWithoutValidation(name, value);
    }
}
