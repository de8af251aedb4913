using Microsoft.Extensions.Options;

namespace Ao.Plugins.OpenClaw;

/// <summary>Checks what the attributes cannot, and names all that is wrong at once. No message holds a secret.</summary>
internal sealed class OpenClawOptionsValidator : IValidateOptions<OpenClawOptions>
{
    private const int MinSecret = 16;

    public ValidateOptionsResult Validate(string? name, OpenClawOptions options)
    {
        var errors = ErrorsOf(options).Concat(options.Answers is { } answers ? ErrorsOf(answers, options.Token) : []).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> ErrorsOf(OpenClawOptions options)
    {
        if (!options.Address.IsAbsoluteUri || options.Address.Scheme is not ("http" or "https") || options.Address.UserInfo.Length > 0 || options.Address.Query.Length > 0)
        {
            yield return "Address must be an absolute http or https address without a user, password or query.";
        }
        else if (options.Address.Scheme == "http" && !options.Address.IsLoopback && !options.AllowHttp)
        {
            yield return "Address is plain http to another machine, which would read the token. Use https, or set AllowHttp to true.";
        }

        if (!options.HooksPath.StartsWith('/') || options.HooksPath.Length < 2 || options.HooksPath.Any(static character => !char.IsAsciiLetterOrDigit(character) && character is not ('/' or '-' or '_' or '.')) || options.HooksPath.Contains("..", StringComparison.Ordinal))
        {
            yield return $"HooksPath '{Printable.Quote(options.HooksPath)}' is no path. Give the gateway's hooks.path, such as /hooks.";
        }

        if (options.Token.Length > 0 && options.Token.Any(static character => character is <= ' ' or > '~'))
        {
            yield return "Token holds a character that no header can carry. Give the gateway's hooks.token as it is there.";
        }

        if (string.IsNullOrEmpty(options.Channel) != string.IsNullOrEmpty(options.To) || (string.IsNullOrEmpty(options.Channel) && !string.IsNullOrEmpty(options.AccountId)))
        {
            yield return "Channel and To belong together, and AccountId to both. Give Channel and To, or none of them.";
        }
    }

    private static IEnumerable<string> ErrorsOf(AnswerOptions answers, string token)
    {
        if (answers.Secret.Length < MinSecret)
        {
            yield return $"Answers:Secret must have {MinSecret} characters or more.";
        }
        else if (answers.Secret == token)
        {
            yield return "Answers:Secret is the Token. Whoever may send messages would be able to answer them: give a secret of its own.";
        }

        foreach (var person in answers.Operators.Where(static person => person.IndexOf(':', StringComparison.Ordinal) is var colon && (colon < 1 || colon == person.Length - 1)))
        {
            yield return $"Answers:Operators '{Printable.Quote(person)}' names nobody. Write a channel and the sender's id on it, as in telegram:12345.";
        }
    }
}
