namespace Ao.Plugins.Codex.Interactive;

/// <summary>A position in two logs at once: in bytes in the conversation's, in steps in the hooks'. Both only grow, and so does the number that stands for them.</summary>
/// <param name="Log">The position in the conversation's log.</param>
/// <param name="Hook">The steps in the hooks' log: four for each line, since a line gives few signals.</param>
internal readonly record struct TerminalCursor(long Log, long Hook)
{
    /// <summary>How many steps a line of the hooks' log takes.</summary>
    public const int StepsOfLine = 4;

    /// <summary>The steps before the first line of the hooks' log, for what is told when Codex is up.</summary>
    public const int StepsOfStart = 4;

    private const int HookBits = 24;
    private const long MostHooks = (1L << HookBits) - 1;

    public static TerminalCursor Parse(long value) => new(value >> HookBits, value & MostHooks);

    public long Value => (Log << HookBits) | Math.Min(Hook, MostHooks);
}
