using System.Buffers;

namespace Ao.Git;

/// <summary>The rules of branch names: those of <c>git check-ref-format</c>, and that a name neither starts like an option nor misleads a reader.</summary>
internal static class BranchName
{
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create(" ~^:?*[\\");

    public const int MaxLength = 200;

    /// <summary>Gives the name back where it is a good one.</summary>
    /// <exception cref="AoException">It is not; the message says why.</exception>
    public static string Require(string? name) => Fault(name) is { } fault
        ? throw new AoException($"'{Printable.Quote(name)}' cannot be a branch name: {fault}. Use letters, digits and '-_./', such as 'ao/shop-12'.")
        : name!;

    public static string? Fault(string? name) => name switch
    {
        null or "" => "it is empty",
        { Length: > MaxLength } => $"it is longer than {MaxLength} characters",
        "@" or "HEAD" => "git gives it another meaning",
        ['-', ..] => "it starts with '-', as an option does",
        [.., '.'] => "it ends with '.'",
        _ when Printable.Clean(name) != name || name.AsSpan().ContainsAny('\t', '\n') => "it holds control characters or marks that turn text around",
        _ when name.AsSpan().ContainsAny(s_forbidden) => "it holds a space or one of '~^:?*[\\'",
        _ when name.Contains("..", StringComparison.Ordinal) => "it holds '..'",
        _ when name.Contains("@{", StringComparison.Ordinal) => "it holds '@{'",
        _ when name.Split('/').Any(static part => part.Length == 0) => "it starts or ends with '/', or holds '//'",
        _ when name.Split('/').Any(static part => part[0] == '.') => "a part of it starts with '.'",
        _ when name.Split('/').Any(static part => part.EndsWith(".lock", StringComparison.Ordinal)) => "a part of it ends with '.lock'",
        _ => null,
    };
}
