namespace Ao.Sessions;

/// <summary>Something that an agent asks permission for.</summary>
/// <param name="Run">The number of the launch that asks.</param>
/// <param name="Id">What the question is answered by.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Title">One line that says what would be done.</param>
/// <param name="Parameters">What the tool would be given.</param>
internal sealed record PermissionQuestion(int Run, string Id, string Tool, string Title, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Gets the tool and what would be done with it; some agents name the tool in the title.</summary>
    public string Use => Title.StartsWith(Tool, StringComparison.Ordinal) ? Title : $"{Tool}: {Title}";
}
