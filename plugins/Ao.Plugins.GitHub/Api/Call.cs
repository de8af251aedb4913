namespace Ao.Plugins.GitHub.Api;

/// <summary>One request to GitHub.</summary>
internal sealed record Call(HttpMethod Method, Uri Address)
{
    /// <summary>Gets the token that it goes with, or <see langword="null"/> where it goes without.</summary>
    public string? Token { get; init; }

    public ReadOnlyMemory<byte>? Body { get; init; }

    public string? ETag { get; init; }

    public DateTimeOffset? ModifiedSince { get; init; }

    /// <summary>Gets the most bytes that the answer may have.</summary>
    public int Limit { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets whether the end of a longer answer is kept instead of refusing it.</summary>
    public bool KeepsTail { get; init; }

    /// <summary>Gets whether it changes something.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Gets what is called, for messages: without the query, which may say more than it should.</summary>
    public string Name => $"{Method} {Address.AbsolutePath}";

    public override string ToString() => Name;
}
