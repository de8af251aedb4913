namespace Ao.Forks;

/// <summary>The names of forks that have a meaning of their own.</summary>
internal static class ForkNames
{
    /// <summary>The source that the project was forked from.</summary>
    public const string Upstream = "upstream";

    /// <summary>The project itself.</summary>
    public const string Self = "self";

    public static bool IsReserved(string name) => name is Upstream or Self;
}
