using System.Globalization;
using Ao.Plugins.GitHub.Auth;

namespace Ao.Plugins.GitHub.Api;

/// <summary>Makes errors of answers that say no: what was called, why it was refused, and what to do about it. No secret is in them. Pure.</summary>
internal static class Refusals
{
    /// <param name="answer">The answer.</param>
    /// <param name="credential">What was called with.</param>
    /// <param name="wait">How long to wait where too much was called; <see langword="null"/> where that is not the reason.</param>
    public static AoException Of(Answer answer, Credential credential, TimeSpan? wait)
    {
        var body = ErrorBody.Read(answer);
        var said = body.InOneLine();
        var call = answer.Call;
        if (wait is not null)
        {
            return new TransientException(string.Create(CultureInfo.InvariantCulture, $"GitHub refused {call.Name} because too much was called ({answer.Status}). It may be called again in {Math.Ceiling(wait.Value.TotalSeconds)} s."), wait);
        }

        if (answer.Status >= 500)
        {
            return call.IsWrite
                ? new OutcomeUnknownException(string.Create(CultureInfo.InvariantCulture, $"GitHub failed at {call.Name} ({answer.Status}). Whether it was done is not known."))
                : new TransientException(string.Create(CultureInfo.InvariantCulture, $"GitHub failed at {call.Name} ({answer.Status})."), answer.Headers.RetryAfter?.Delta);
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"GitHub refused {call.Name} ({answer.Status}){(said.Length > 0 ? $": {said}" : "")}.");
        return new GitHubException($"{what.Replace("..", ".", StringComparison.Ordinal)} {RemedyOf(answer, credential)}".TrimEnd(), answer.Status, body.Errors) { Said = said };
    }

    /// <summary>Makes the error of what an App asked for itself.</summary>
    public static AoException OfApp(Answer answer, string missing)
    {
        var said = ErrorBody.Read(answer).InOneLine();
        var reason = string.Create(CultureInfo.InvariantCulture, $"GitHub gave the App {missing} ({answer.Status}{(said.Length > 0 ? $": {said}" : "")}).");
        return answer.Status is >= 500 or 429 ? new TransientException(reason, answer.Headers.RetryAfter?.Delta) : new GitHubException(reason + answer.Status switch
        {
            401 => " Check App:AppId, that the private key is one of the App's, and the machine's clock.",
            404 => " Install the App on the repository, or check App:InstallationId.",
            _ => " Check that the App is installed and not suspended.",
        }, answer.Status) { Said = said };
    }

    /// <summary>Makes the error of a GraphQL query that had errors.</summary>
    public static GitHubException OfQuery(Call call, GraphQlReply reply)
    {
        var said = new ErrorBody("", reply.Errors).InOneLine();
        var remedy = reply.Errors.Any(static error => error.Code is "INSUFFICIENT_SCOPES" or "FORBIDDEN") ? " Give the credential the rights that docs/github.md names." : "";
        return new GitHubException($"GitHub answered a query with errors: {said}.{remedy}", 200, reply.Errors) { Said = said };
    }

    private static string RemedyOf(Answer answer, Credential credential) => answer.Status switch
    {
        401 => credential.Kind switch
        {
            CredentialKind.Configured => "The plugin's Token is not valid any more. Put a new one there.",
            CredentialKind.Environment => "The token in the host's variables is not valid any more. Set a new one, and start the host again.",
            CredentialKind.Cli => "The token of gh is not valid any more. Sign in again with: gh auth login",
            _ => "The App's token was refused. Check that the App is installed and not suspended.",
        },
        403 when answer.Header("X-GitHub-SSO") is not null => "The organization demands single sign-on: authorize the token for it in the settings of the token.",
        403 when answer.Header("X-Accepted-GitHub-Permissions") is { Length: > 0 } permissions => $"The credential lacks one of these rights: {Printable.Quote(ErrorBody.Without(permissions, credential.Token))}. Grant it in the settings of the token or App.",
        403 when answer.Header("X-Accepted-OAuth-Scopes") is { Length: > 0 } scopes => $"The token needs one of these scopes: {Printable.Quote(ErrorBody.Without(scopes, credential.Token))}.",
        403 => "The credential may not do that. Grant it the rights that docs/github.md names.",
        404 => "It is not there, or the credential may not see it: what is private is answered like what is missing. Check the repository's name and the credential's rights.",
        _ => "",
    };
}
