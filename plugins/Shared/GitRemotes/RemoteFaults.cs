using Ao.Commands;

namespace Ao.Git.Remotes;

/// <summary>Tells from git's words, which it writes in English here, why a remote could not be used.</summary>
internal static class RemoteFaults
{
    private const int MaxWords = 600;

    private static readonly (RemoteFault Fault, string[] Signs)[] s_signs =
    [
        (RemoteFault.MissingReference, ["couldn't find remote ref", "could not find remote ref", "not our ref", "not allow request for unadvertised object", "no such remote ref"]),
        (RemoteFault.BadObject, ["fsck error", "index-pack failed", "unpack-objects failed", "did not receive expected object"]),
        (RemoteFault.Unauthorized, ["Authentication failed", "could not read Username", "could not read Password", "returned error: 401", "Permission denied (", "terminal prompts disabled", "Invalid username or password"]),
        (RemoteFault.Untrusted, ["certificate problem", "Host key verification failed", "server certificate verification failed", "SSL certificate"]),
        (RemoteFault.NotFound, ["returned error: 404", "returned error: 410", "Repository not found", "' not found", "does not appear to be a git repository", "not a git repository", "No such file or directory"]),
        (RemoteFault.Forbidden, ["returned error: 403", "Write access to repository not granted", "The requested URL returned error: 400"]),
        (RemoteFault.Moved, ["returned error: 301", "returned error: 302", "returned error: 303", "returned error: 307", "returned error: 308", "unable to update url base from redirection"]),
        (RemoteFault.Unreachable, ["Could not resolve", "Failed to connect", "Couldn't connect", "Connection refused", "Connection timed out", "timed out after", "No route to host", "Network is unreachable", "returned error: 408", "returned error: 429", "returned error: 500", "returned error: 502", "returned error: 503", "returned error: 504", "Connection closed by", "kex_exchange_identification", "Operation too slow", "Empty reply from server", "Recv failure", "early EOF", "RPC failed", "unexpected disconnect", "SSL_ERROR_SYSCALL", "gnutls_handshake", "OpenSSL SSL_connect"]),
    ];

    public static RemoteFault Of(CommandResult result)
    {
        // What the other side has its hooks say must not decide what is believed of the connection.
        var own = string.Join('\n', result.Error.Split('\n').Where(static line => !line.StartsWith("remote: ", StringComparison.Ordinal)));
        return s_signs.FirstOrDefault(entry => entry.Signs.Any(sign => own.Contains(sign, StringComparison.OrdinalIgnoreCase))).Fault;
    }

    /// <summary>Tells whether a push failed before anything was sent: git had not got beyond asking what the remote holds.</summary>
    public static bool IsBeforeSending(CommandResult result) =>
        !result.Error.Contains("RPC failed", StringComparison.Ordinal)
        && (result.Error.Contains("fatal: unable to access '", StringComparison.Ordinal)
            || result.Error.Contains("ssh: ", StringComparison.Ordinal)
            || Of(result) is RemoteFault.Unauthorized or RemoteFault.Forbidden or RemoteFault.NotFound or RemoteFault.Moved or RemoteFault.Untrusted);

    /// <summary>Gives the error of a call that changes nothing, with the remedy.</summary>
    /// <param name="what">What could not be done, as a sentence without its end.</param>
    /// <param name="address">The remote.</param>
    /// <param name="result">What git said.</param>
    public static AoException OfReading(string what, RemoteAddress address, CommandResult result) => Of(result) switch
    {
        RemoteFault.BrokenOff or RemoteFault.Unreachable => new TransientException($"{what}: '{Printable.Quote(address.Text)}' could not be reached: {WordsOf(result)}"),
        RemoteFault.MissingReference => new GitException($"{what}: {WordsOf(result)}"),
        RemoteFault.BadObject => new GitException($"{what}: '{Printable.Quote(address.Text)}' holds an object that is not as git wants it, and such are not taken over: {WordsOf(result)}"),
        var fault => Refusal(what, address, fault, result),
    };

    /// <summary>Gives the error of what was refused.</summary>
    public static AoException Refusal(string what, RemoteAddress address, RemoteFault fault, CommandResult result) => new GitException(fault switch
    {
        RemoteFault.Unauthorized => $"{what}: '{Printable.Quote(address.Text)}' refused the credential, or asked for one. Give the plugin a token that is valid and may read and write this repository; for ssh, load a key that is known there.",
        RemoteFault.Forbidden => $"{what}: '{Printable.Quote(address.Text)}' does not allow it to this credential. Give the plugin one that may: {WordsOf(result)}",
        RemoteFault.NotFound => $"{what}: there is no repository '{Printable.Quote(address.Text)}', or the credential does not show it. Check the name, and that the token may read the repository.",
        RemoteFault.Moved => $"{what}: '{Printable.Quote(address.Text)}' answers that the repository is somewhere else, and a credential is not taken along. Give the project the repository's present name.",
        RemoteFault.Untrusted => $"{what}: '{Printable.Quote(address.Text)}' could not prove who it is: {WordsOf(result)}. Make its certificate or host key known to this machine.",
        _ => $"{what}: {WordsOf(result)}",
    });

    /// <summary>Gives the end of what git said, fit to be shown.</summary>
    public static string WordsOf(CommandResult result)
    {
        var text = Printable.Line((result.Error.Length > 0 ? result.Error : result.Output).Trim().ReplaceLineEndings(" "));
        return text.Length > MaxWords ? text[^MaxWords..] : text;
    }
}
