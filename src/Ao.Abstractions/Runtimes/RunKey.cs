namespace Ao.Runtimes;

/// <summary>A key of a terminal that text cannot stand for.</summary>
public enum RunKey
{
    /// <summary>Enter: submits what was typed.</summary>
    Enter,

    /// <summary>Escape.</summary>
    Escape,

    /// <summary>Ctrl-C: interrupts what is being done.</summary>
    Interrupt,

    /// <summary>The arrow up.</summary>
    Up,

    /// <summary>The arrow down.</summary>
    Down,

    /// <summary>The arrow left.</summary>
    Left,

    /// <summary>The arrow right.</summary>
    Right,

    /// <summary>Tab.</summary>
    Tab,

    /// <summary>The space bar.</summary>
    Space,

    /// <summary>Backspace.</summary>
    Backspace,
}
