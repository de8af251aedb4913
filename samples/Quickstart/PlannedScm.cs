using Ao;

namespace Quickstart;

/// <summary>Where the repository of a run can be.</summary>
internal static class PlannedScm
{
    /// <summary>A repository of this machine, with a local forge.</summary>
    public const string Git = "git";

    /// <summary>A repository on GitHub, or on a GitHub Enterprise server.</summary>
    public const string GitHub = "github";

    /// <summary>Gets what can be chosen.</summary>
    public static string[] All { get; } = [Git, GitHub];

    /// <summary>Gives the repository that an argument means: on a forge what can be a name is one, and a folder is written as ./name.</summary>
    public static string Resolve(string scm, string argument) =>
        scm != Git && Fault(scm, argument) is null ? argument
        : scm == Git || Directory.Exists(argument) ? Path.GetFullPath(argument)
        : throw new AoException($"{Fault(scm, argument)}.");

    /// <summary>Gives what is wrong with the name of a repository.</summary>
    public static string? Fault(string scm, string repository) =>
        Path.IsPathFullyQualified(repository) ? null
        : scm == Git ? $"repository '{Printable.Quote(repository)}' is no full path"
        : IsName(repository) ? null
        : $"'{Printable.Quote(repository)}' is no repository on GitHub: give it as owner/name, or as the folder of a clone";

    /// <summary>Gives what is wrong with the address of a GitHub Enterprise server.</summary>
    public static string? AddressFault(Uri? address) => address switch
    {
        null => null,
        { IsAbsoluteUri: true, Scheme: "https", UserInfo: "", Query: "", Fragment: "" } => null,
        { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true, UserInfo: "" } => null,

        // Not repeated: what it holds may be a password.
        { IsAbsoluteUri: true, UserInfo.Length: > 0 } or { IsAbsoluteUri: false } when address.OriginalString.Contains('@') => "the address of GitHub holds a user name or password: leave that out, and give a token in GH_ENTERPRISE_TOKEN",
        _ => $"'{Printable.Quote(address.OriginalString)}' cannot be the address of GitHub: give it as people open it, such as https://ghe.example",
    };

    private static bool IsName(string text) => text.Split('/') is [{ Length: > 0 and <= 39 } owner, { Length: > 0 and <= 100 } name]
        && owner[0] != '-'
        && owner.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
        && name is not ("." or "..")
        && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
