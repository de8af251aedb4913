namespace Ao.Plugins.Desktop;

/// <summary>What shows notifications.</summary>
internal enum DesktopKind
{
    /// <summary>What belongs to the operating system.</summary>
    Auto,

    /// <summary>A notification daemon, by the program <c>notify-send</c> of libnotify.</summary>
    NotifySend,

    /// <summary>macOS's notification centre, by <c>osascript</c>.</summary>
    MacOs,

    /// <summary>Windows toasts, by Windows PowerShell.</summary>
    Windows,
}
