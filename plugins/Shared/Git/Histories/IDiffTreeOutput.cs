using Ao.Commands;

namespace Ao.Git.Histories;

/// <summary>Takes what <c>git diff-tree --stdin</c> writes.</summary>
internal interface IDiffTreeOutput : ICommandObserver
{
    /// <summary>Gets the commit that was begun last, or <see langword="null"/> where none was since the last <see cref="Complete"/>.</summary>
    string? Last { get; }

    /// <summary>Takes note that git has ended.</summary>
    void Complete();

    /// <summary>Takes note that git gave up at a commit.</summary>
    void Fail(string commit);
}
