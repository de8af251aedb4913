using Ao.Runtimes;

namespace Ao.Plugins.Tmux;

/// <summary>Says what tmux calls a key. Only these fixed names are ever given to it as keys.</summary>
internal static class TerminalKey
{
    public static string NameOf(RunKey key) => key switch
    {
        RunKey.Enter => "Enter",
        RunKey.Escape => "Escape",
        RunKey.Interrupt => "C-c",
        RunKey.Up => "Up",
        RunKey.Down => "Down",
        RunKey.Left => "Left",
        RunKey.Right => "Right",
        RunKey.Tab => "Tab",
        RunKey.Space => "Space",
        RunKey.Backspace => "BSpace",
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "There is no such key."),
    };
}
