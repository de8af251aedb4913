namespace Ao.TestSupport.Notifiers;

/// <summary>What a stub receiver answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="Headers">Further headers, a line each.</param>
public sealed record StubAnswer(int Status, string Body = "", params string[] Headers);
