namespace Ao.Forges.Tests;

/// <summary>A call that the stack got.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path and the query.</param>
/// <param name="Status">What was answered.</param>
/// <param name="Violations">What differs from the published description: what begins with <c>request</c> is the caller's, what begins with <c>response</c> the emulator's.</param>
internal sealed record RecordedCall(string Method, string Path, int Status, IReadOnlyList<string> Violations)
{
    /// <summary>Gets what the caller did against the contract. What the checker does not know of errors' answers is not meant.</summary>
    public IEnumerable<string> OfTheCaller => Violations.Where(static violation => violation.StartsWith("request", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path} ({Status}): {string.Join("; ", Violations)}";
}
