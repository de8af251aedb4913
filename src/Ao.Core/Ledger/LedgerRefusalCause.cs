namespace Ao.Ledger;

/// <summary>Why a record of a ledger is not taken.</summary>
public enum LedgerRefusalCause
{
    /// <summary>It is no envelope, or its content is not what the protocol says.</summary>
    Malformed,

    /// <summary>It is not signed.</summary>
    NotSigned,

    /// <summary>Its signature is not that of the publisher's key over these bytes.</summary>
    Forged,

    /// <summary>It is in the chain already.</summary>
    Replayed,

    /// <summary>It is larger than is taken.</summary>
    Oversized,

    /// <summary>It says that it was made in the future.</summary>
    FutureDated,

    /// <summary>It is another publisher's, or of another family.</summary>
    Foreign,

    /// <summary>Its clock does not come behind the one before it, or is too far ahead.</summary>
    Clock,

    /// <summary>Its key was not valid when it says that it was made.</summary>
    KeyNotValid,
}
