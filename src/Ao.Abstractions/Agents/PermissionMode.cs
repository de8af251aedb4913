namespace Ao.Agents;

/// <summary>What an agent may do in its workspace without asking. Each agent maps it to its tool's nearest mode.</summary>
public enum PermissionMode
{
    /// <summary>The tool's own default.</summary>
    Default,

    /// <summary>Everything inside the workspace without a question.</summary>
    Permissionless,

    /// <summary>Edits without a question; other actions ask.</summary>
    AutoEdit,

    /// <summary>Every action asks.</summary>
    Suggest,
}
