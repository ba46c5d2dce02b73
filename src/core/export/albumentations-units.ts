/** What both ways between our recipes and Albumentations' share. */

/** OpenCV's names and numbers of what is seen beyond the edge, by ours. */
export const openCvBorders = {
  reflect: { name: 'cv2.BORDER_REFLECT', codes: [2, 4] }, // 4 leaves the edge pixel out
  replicate: { name: 'cv2.BORDER_REPLICATE', codes: [1] },
  constant: { name: 'cv2.BORDER_CONSTANT', codes: [0] },
  wrap: { name: 'cv2.BORDER_WRAP', codes: [3] },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly codes: readonly number[] }>>;

/** Lengths are pixels there, and shares of each picture's shorter side here: those of a picture with this one. */
export const side = 400;
export const shorterSide = `in pixels of a shorter side of ${side} there, a share of each picture’s here`;
